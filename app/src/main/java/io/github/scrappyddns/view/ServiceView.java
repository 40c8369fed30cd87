package io.github.scrappyddns.view;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What this service is and how it is set up, as far as pages show it.
 *
 * @param database in words that name no secret
 * @param tokenList where it stands
 * @param lanAddress under which the machines beside it reach it; empty where it cannot tell
 * @param hostNames by the name of the network that answers to no other
 * @param silentAfter by the name of a network, after how long without a call the settings call it
 *     silent; nothing where they do not
 * @param settings every one, in the order of the table of README.md
 */
public record ServiceView(
    String version,
    String database,
    String tokenList,
    Optional<URI> publicUrl,
    Optional<String> lanAddress,
    Map<String, Set<String>> hostNames,
    Function<String, Optional<Duration>> silentAfter,
    List<SettingView> settings) {}
