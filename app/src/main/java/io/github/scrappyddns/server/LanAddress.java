package io.github.scrappyddns.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The address under which the machines beside this one reach it, as far as it can tell. */
public final class LanAddress {
  /** Interfaces to what runs on this machine itself, which no router sees. */
  private static final String INTERNAL = "(docker|br-|veth|virbr|cni|podman|lxc|tun|tap|wg).*";

  /** What Docker, Podman and Kubernetes leave in each container. */
  private static final List<String> CONTAINERS =
      List.of("/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io");

  private LanAddress() {}

  /**
   * A private IPv4 address of this machine, or else a public one; empty where it has none but that
   * of loopback.
   */
  public static Optional<String> find() {
    // There it is one of the container, which nobody beside this machine reaches.
    if (CONTAINERS.stream().map(Path::of).anyMatch(Files::exists)) {
      return Optional.empty();
    }
    try {
      return NetworkInterface.networkInterfaces()
          .filter(LanAddress::leadsOut)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .min(Comparator.comparing(address -> !address.isSiteLocalAddress()))
          .map(InetAddress::getHostAddress);
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  private static boolean leadsOut(NetworkInterface one) {
    try {
      return one.isUp() && !one.isLoopback() && !one.getName().matches(INTERNAL);
    } catch (SocketException e) {
      return false;
    }
  }
}
