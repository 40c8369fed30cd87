# Sends a title and a body to a URL through Apprise, with the services of the Internet at a root.
import sys

import apprise

root, url, title, body = sys.argv[1:]
schemas = apprise.common.NOTIFY_SCHEMA_MAP
schemas["discord"].notify_url = root + "/api/webhooks"
schemas["slack"].webhook_url = root + "/services"
schemas["slack"].api_url = root + "/api/{}"

sender = apprise.Apprise()
if not sender.add(url):
    sys.exit("Apprise does not take this URL")
sender.notify(title=title, body=body)
