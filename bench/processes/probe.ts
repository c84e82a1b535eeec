// Loaded into a measured process before its own code (`node --import`): tells what it uses, when asked.
import { serve } from "./rpc.ts";

serve();
process.channel?.unref();
