package io.github.scrappyddns.database;

import java.util.List;

/**
 * The tables and columns of the newest schema, each table after those it refers to: what is backed
 * up, restored and moved. {@code TablesTest} compares this list with the tables that the migrations
 * make.
 */
final class Tables {
  /**
   * One of them.
   *
   * @param numbered whether the database numbers its rows, in the column {@code id}
   */
  record Table(String name, boolean numbered, List<String> columns) {}

  static final List<Table> ALL =
      List.of(
          numbered("network", "id", "name", "created_at", "revision"),
          table("token", "digest", "network_id"),
          table(
              "steered_network",
              "network_id",
              "kept",
              "paused",
              "silent_after",
              "maintenance_until",
              "revision"),
          numbered(
              "made_token",
              "id",
              "digest",
              "start",
              "network_id",
              "created_at",
              "ends_at",
              "revision"),
          table("badge", "network_id", "code", "made_at"),
          table("removed_network", "network_id", "removed_at", "revision"),
          table("address", "network_id", "family", "address", "since", "last_seen", "usual_gap"),
          numbered(
              "event",
              "id",
              "network_id",
              "kind",
              "family",
              "previous",
              "previous_since",
              "current",
              "at"),
          table(
              "delivery",
              "channel",
              "network_id",
              "paid_event",
              "owed_event",
              "paid_at",
              "next_attempt_at",
              "lease_until",
              "claimed_by",
              "attempts",
              "unsure",
              "simplified",
              "owed_at",
              "recent",
              "calm"),
          table("silence", "network_id", "since", "told_at", "common", "back_at"),
          table("notice", "channel", "about", "text", "at", "claimed_by", "lease_until"),
          numbered("told_notice", "id", "after_event", "about", "text", "at"),
          table("read_mark", "network_id", "event", "notice"),
          table(
              "channel_state",
              "channel",
              "rests_until",
              "bad_since",
              "failures",
              "asked_until",
              "enrolled_at"),
          table("acme", "name", "content", "version"),
          table("service", "name", "probed"),
          table("shared_number", "name", "number"),
          table("password", "name", "hash", "origin", "changed_at", "totp", "totp_step"),
          numbered("session", "id", "digest", "created_at", "last_used", "browser", "address"),
          numbered(
              "api_key",
              "id",
              "digest",
              "start",
              "name",
              "scope",
              "created_at",
              "ends_at",
              "last_used"),
          table("repeatable_call", "digest", "request", "status", "answer", "at"),
          numbered("audit", "id", "at", "who", "address", "deed", "about"),
          table("push_key", "name", "public_key", "sealed", "created_at"),
          numbered(
              "channel",
              "id",
              "name",
              "kind",
              "sealed",
              "networks",
              "paused",
              "removed",
              "created_at",
              "revision"));

  /** Who runs now, and does what for all: nothing of it outlives a process. */
  static final List<Table> OF_PROCESSES =
      List.of(
          table("instance", "id", "name", "digest", "files", "knows"),
          table("duty", "name", "claimed_by", "lease_until"));

  private Tables() {}

  /** Their names, in the same order. */
  static List<String> names() {
    return ALL.stream().map(Table::name).toList();
  }

  private static Table table(String name, String... columns) {
    return new Table(name, false, List.of(columns));
  }

  private static Table numbered(String name, String... columns) {
    return new Table(name, true, List.of(columns));
  }
}
