package io.github.scrappyddns.view;

import java.time.Instant;
import java.util.Optional;

/**
 * What is still to be told.
 *
 * @param debts how many pairs of a channel and a network have news that did not arrive yet
 * @param oldest when the first of that news happened; empty where nothing waits
 */
public record Backlog(int debts, Optional<Instant> oldest) {}
