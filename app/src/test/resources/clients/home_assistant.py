"""Update an address as Home Assistant's No-IP.com and Duck DNS integrations do, with its library.

Arguments: no_ip or duckdns, the server's address, the token, the address to call from.
"""

import asyncio
import sys

import aiohttp


async def no_ip(session, server, token):
    """Take nothing but good and nochg for success."""
    url = server + "/nic/update"
    credentials = aiohttp.BasicAuth("home", token)
    headers = {
        "User-Agent": "HomeAssistant/2026.11.0 aiohttp/3.8.4",
        "Authorization": credentials.encode(),
    }
    async with session.get(url, params={"hostname": "home.example.com"}, headers=headers) as answer:
        body = await answer.text()
        return body, body.startswith("good") or body.startswith("nochg")


async def duckdns(session, server, token):
    """Take nothing but OK for success."""
    params = {"domains": "home", "token": token}
    async with session.get(server + "/update", params=params) as answer:
        body = await answer.text()
        return body, body == "OK"


async def main(update, server, token, source):
    connector = aiohttp.TCPConnector(local_addr=(source, 0))
    timeout = aiohttp.ClientTimeout(total=10)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        body, success = await update(session, server, token)
        print(body)
        return 0 if success else 1


UPDATES = {"no_ip": no_ip, "duckdns": duckdns}
sys.exit(asyncio.run(main(UPDATES[sys.argv[1]], *sys.argv[2:])))
