package io.github.scrappyddns.view;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this service is and how it is set up, as far as pages show it.
 *
 * @param database in words that name no secret
 * @param tokenList where it stands
 * @param hostNames by the name of the network that answers to no other
 * @param settings every one, in the order of the table of README.md
 */
public record ServiceView(
    String version,
    String database,
    String tokenList,
    Optional<URI> publicUrl,
    Map<String, Set<String>> hostNames,
    List<SettingView> settings) {}
