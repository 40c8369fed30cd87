package io.github.scrappyddns.view;

/**
 * A setting as it may be shown.
 *
 * @param value as one would write it, secrets masked; empty where there is none
 * @param from where it was set; empty for a default
 */
public record SettingView(String key, String value, String from) {}
