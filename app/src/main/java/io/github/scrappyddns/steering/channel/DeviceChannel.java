package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.registry.DeviceUrl;

/** A channel that is a browser. */
public record DeviceChannel(long id, String name, DeviceUrl url) {}
