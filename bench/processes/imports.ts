// The packages that the bot needs on Discord, loaded and not used.
import "@langchain/core/runnables";
import "@langchain/openai";
import "discord.js";
import "dotenv";
import "lru-cache";
import "pino";
import "pino-pretty";
import "zod";
import { serve } from "./rpc.ts";

serve();
