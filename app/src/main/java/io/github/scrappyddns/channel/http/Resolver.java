package io.github.scrappyddns.channel.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What knows the addresses of hosts. It may take very long: nothing ends the system's look-up. */
@FunctionalInterface
public interface Resolver {
  /** An address of a host. */
  InetAddress addressOf(String host) throws UnknownHostException;
}
