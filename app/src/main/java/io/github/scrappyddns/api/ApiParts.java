package io.github.scrappyddns.api;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.access.key.ApiKeys;
import io.github.scrappyddns.access.key.RepeatableCalls;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.database.BackupCopy;
import io.github.scrappyddns.file.PassingFile;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.steering.Steering;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.transfer.Export;
import io.github.scrappyddns.transfer.Import;
import io.github.scrappyddns.view.ChannelViews;
import io.github.scrappyddns.view.NetworkViews;
import io.github.scrappyddns.view.Overviews;
import io.github.scrappyddns.view.ServiceView;
import io.github.scrappyddns.view.events.EventLog;
import io.github.scrappyddns.view.problems.Problems;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What the API is made of.
 *
 * @param intake takes in what an export has written
 * @param passing where exports are written for who reads them
 * @param address where a call comes from, as far as it is believed
 * @param test sends an alert that only says that the channel works
 * @param tryNow tries every channel that rests because attempts failed
 */
public record ApiParts(
    Gatekeeper gatekeeper,
    ApiKeys keys,
    RepeatableCalls repeatable,
    NetworkViews networks,
    Overviews overviews,
    EventLog events,
    ChannelViews channels,
    Problems problems,
    ServiceView service,
    Steering steering,
    ChannelBook book,
    BackupCopy backup,
    Export export,
    Import intake,
    PassingFile passing,
    Function<Request, String> address,
    Function<ObservedChannel, CompletableFuture<DeliveryResult>> test,
    Runnable tryNow,
    InstantSource clock) {}
