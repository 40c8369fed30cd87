package io.github.scrappyddns.timeline;

/**
 * That a network fell silent, or came back.
 *
 * @param last the newest event of these two kinds
 * @param silences how often it fell silent in the time that was asked for; 0 where it only came
 *     back
 */
public record Quiet(Event last, int silences) {}
