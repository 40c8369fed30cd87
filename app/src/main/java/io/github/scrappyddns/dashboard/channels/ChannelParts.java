package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.device.Devices;
import io.github.scrappyddns.view.ChannelViews;
import java.util.concurrent.Executor;

/**
 * What the pages of channels are made of.
 *
 * @param book takes orders about channels
 * @param devices takes orders of browsers that want alerts
 * @param tryNow tries every channel that rests because attempts failed
 * @param changed called after an order, so that what pages know of channels is asked anew
 * @param threads those that make pages
 */
public record ChannelParts(
    ChannelViews views,
    ChannelBook book,
    Devices devices,
    Audit audit,
    Pages pages,
    TestAlert test,
    Runnable tryNow,
    Runnable changed,
    Executor threads) {}
