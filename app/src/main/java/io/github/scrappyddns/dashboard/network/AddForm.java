package io.github.scrappyddns.dashboard.network;

/**
 * The form for a new network.
 *
 * @param name as it was typed
 * @param error what is wrong with it; empty where nothing is
 * @param longest how many characters a name has at most
 * @param first whether it is a part of the first steps
 */
public record AddForm(String name, String error, int longest, boolean first) {}
