"""ddupdate's own plugins, pointed at the server of a test: a plugin of a user's own may do that."""

import importlib.util
import os


def own(name):
    """Load one of the plugins that come with ddupdate."""
    path = "/usr/share/ddupdate/plugins/" + name + ".py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def server():
    """Read the address that the test wrote."""
    with open(os.path.expanduser("~/server"), encoding="ascii") as file:
        return file.read().strip()


class ByGet(own("no_ip").NoAddressPlugin):
    """A GET without credentials, and the same with them once the server has asked for them."""

    _name = "by-get"
    _url = server() + "/nic/update?hostname={0}"


class ByPost(own("googledomains").GoogleDomainsPlugin):
    """A POST with the parameters in the query, and either family."""

    _name = "by-post"
    _url = server() + "/nic/update"
