package io.github.scrappyddns.dashboard.network;

import java.util.List;

/**
 * The one question before something is done that cannot be undone, or that needs a choice.
 *
 * @param network the name of the network
 * @param back the way to its page, which is the way out
 * @param losses what goes with it; may be empty
 * @param action where the answer is sent, and {@code order} what it says
 * @param token the number of the token that it is about; 0 where it is about none
 * @param choice the words of what is to be chosen; empty where nothing is
 */
public record Question(
    String title,
    String text,
    String network,
    String back,
    List<String> losses,
    String action,
    String order,
    long token,
    String choice,
    List<Choice> choices,
    String button,
    boolean dangerous) {}
