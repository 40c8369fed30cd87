package io.github.scrappyddns.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A small network of this machine's own: a bridge, and rooms (network namespaces) on cables to it,
 * which can be pulled. Nothing on it can reach anything else.
 */
final class Ground implements AutoCloseable {
  private final String mark = Long.toString(ProcessHandle.current().pid(), 36);
  private final String prefix;
  private final int rooms;

  private Ground(String prefix, int rooms) {
    this.prefix = prefix;
    this.rooms = rooms;
  }

  /** Builds it; needs root. */
  static Ground of(int rooms) {
    Ground ground = new Ground(freePrefix(), rooms);
    AtTheEnd.note(ground, ground::takeDown);
    try {
      ground.build();
      return ground;
    } catch (RuntimeException e) {
      ground.close();
      throw e;
    }
  }

  private static String freePrefix() {
    String taken = Child.run("ip", "-o", "-4", "address") + Child.run("ip", "-o", "-4", "route");
    String prefix;
    do {
      prefix = "10.254." + RandomGenerator.getDefault().nextInt(1, 255) + ".";
    } while (taken.contains(prefix));
    return prefix;
  }

  private void build() {
    ip("link add " + bridge() + " type bridge");
    ip("address add " + host() + "/24 dev " + bridge());
    ip("link set " + bridge() + " up");
    for (int room = 1; room <= rooms; room++) {
      ip("netns add " + namespace(room));
      ip("link add " + cable(room) + " type veth peer name eth0 netns " + namespace(room));
      ip("link set " + cable(room) + " master " + bridge() + " up");
      ip("-n " + namespace(room) + " link set lo up");
      ip("-n " + namespace(room) + " address add " + address(room) + "/24 dev eth0");
      ip("-n " + namespace(room) + " link set eth0 up");
    }
  }

  private String bridge() {
    return "scr" + mark;
  }

  private String cable(int room) {
    return bridge() + "-" + room;
  }

  private String namespace(int room) {
    return "scrappy-" + mark + "-" + room;
  }

  /** This machine's own address on the bridge. */
  String host() {
    return prefix + "1";
  }

  /**
   * The address of a room.
   *
   * @param room from 1 on
   */
  String address(int room) {
    return prefix + (10 + room);
  }

  /** A command line that runs another one in a room, under the same process id. */
  List<String> inRoom(int room, List<String> command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace(room)));
    whole.addAll(command);
    return whole;
  }

  /** Pulls the cable: what is sent from now on is lost, and nobody is told. */
  void cutOff(int room) {
    ip("link set " + cable(room) + " down");
  }

  /** Plugs it in again. */
  void join(int room) {
    ip("link set " + cable(room) + " up");
  }

  private static void ip(String words) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words.split(" ", -1)));
    Child.run(command.toArray(new String[0]));
  }

  private void takeDown() {
    for (int room = 1; room <= rooms; room++) {
      attempt("netns del " + namespace(room));
    }
    attempt("link del " + bridge());
  }

  private static void attempt(String words) {
    try {
      ip(words);
    } catch (IllegalStateException neverMade) {
      // There is nothing to take down.
    }
  }

  @Override
  public void close() {
    takeDown();
    AtTheEnd.done(this);
  }
}
