package io.github.scrappyddns.dashboard.network;

/** One of several values of a field. */
public record Choice(String value, String text, boolean chosen) {}
