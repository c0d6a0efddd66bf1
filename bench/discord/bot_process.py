"""Nonet as `nonet run` starts it, but with a stand-in for Discord; says at its end how its event loop fared.

    python -m bench.discord.bot_process API_URL GATEWAY_URL

Settings come from the environment. SIGUSR1 begins the watch of the event loop anew, SIGTERM ends the process.
"""

import asyncio
import json
import signal
import sys

from bench.discord.loop_watch import LoopWatch
from bench.discord.pointing import pointed_at
from bot.app import run
from bot.at_work import at_work
from bot.log import configure_logging
from bot.settings import Settings

READY = "ready"
"""The line that says that everything is up."""


async def main(api_url: str, gateway_url: str) -> None:
    """Run until SIGTERM, then print a JSON object."""
    stop, watch = asyncio.Event(), LoopWatch()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, watch.begin_anew)
    settings = Settings()
    configure_logging(settings.log)
    with pointed_at(api_url, gateway_url):
        async with at_work(watch.run()):
            await run(settings, lambda _: print(READY, flush=True), stop)
    report = {
        "longest_silence_s": watch.longest_s,
        "longest_work_s": watch.longest_work_s,
        "longest_collection_s": watch.longest_collection_s,
        "suspects": watch.suspects.most_common(10),
        "torch": "torch" in sys.modules,
    }
    print(json.dumps(report), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
