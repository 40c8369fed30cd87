package io.github.scrappyddns.checkin;

import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.network.Network;
import java.util.List;

/**
 * One call that says "this network is here".
 *
 * @param sightings at most one of each family; a family that is not mentioned is left alone
 */
public record CheckIn(Network network, List<Sighting> sightings) {}
