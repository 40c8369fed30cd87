package io.github.scrappyddns.steering;

/**
 * What goes with a network that is removed.
 *
 * @param events how many of its history
 * @param tokens how many that were made on the pages and still let in
 */
public record Loss(String network, int events, int tokens) {}
