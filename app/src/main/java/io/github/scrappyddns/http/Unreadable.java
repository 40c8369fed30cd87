package io.github.scrappyddns.http;

/**
 * Why what a call says cannot be read: then it may declare an address, and nobody knows which.
 *
 * @param status of the answer: 400, or 415 for a kind of body that nobody reads here
 * @param reason a part of a sentence that begins with the call
 */
public record Unreadable(int status, String reason) {}
