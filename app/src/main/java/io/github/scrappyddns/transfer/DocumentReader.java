package io.github.scrappyddns.transfer;

import static io.github.scrappyddns.transfer.Cursor.expect;

import io.github.scrappyddns.network.TokenDigest;
import io.github.scrappyddns.spelling.NameKey;
import io.github.scrappyddns.steering.channel.ChannelCopy;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who reads the file that {@link DocumentWriter} writes: one part after the other, so that little
 * of it is in memory. Used once.
 */
public final class DocumentReader {
  /** Takes the parts in the order of the file. */
  public interface Taker {
    void channel(ChannelCopy copy) throws DocumentException;

    void network(NetworkCopy copy) throws DocumentException;
  }

  /**
   * What the file is as a whole.
   *
   * @param channels whether it has a list of channels, and be it empty
   * @param networks the same of networks
   * @param names the keys of the names of its networks
   * @param tokens theirs
   * @param passedOver the members that this program does not know
   */
  public record Whole(
      boolean channels,
      boolean networks,
      Set<String> names,
      Set<TokenDigest> tokens,
      Set<String> passedOver) {}

  /** In channels, which are typed by hand. */
  private static final int MOST_CHANNELS = 10_000;

  private static final int LONGEST_URL = 10_000;
  private static final int LONGEST_CHANNEL_NAME = 1_000;

  private final Taker taker;
  private final Instant now;
  private final Set<String> names = new HashSet<>();
  private final Set<String> channelNames = new HashSet<>();
  private final Set<TokenDigest> digests = new HashSet<>();
  private boolean marked;
  private boolean channels;
  private boolean networks;

  private DocumentReader(Taker taker, Instant now) {
    this.taker = taker;
    this.now = now;
  }

  /**
   * Reads a file to its end.
   *
   * @param now what time it is
   * @throws DocumentException at the first place where it is damaged
   * @throws IOException if the stream fails
   */
  public static Whole read(InputStream in, Instant now, Taker taker)
      throws IOException, DocumentException {
    DocumentReader reader = new DocumentReader(taker, now);
    Set<String> passedOver = new HashSet<>();
    Cursor.read(
        in,
        cursor -> {
          cursor.object("", (member, place) -> reader.member(cursor, member, place));
          passedOver.addAll(cursor.passedOver());
        });
    expect(
        reader.marked,
        DocumentWriter.MARK,
        "missing: this is no file that Scrappy DDNS has exported");
    return new Whole(reader.channels, reader.networks, reader.names, reader.digests, passedOver);
  }

  private boolean member(Cursor cursor, String member, String place)
      throws IOException, DocumentException {
    switch (member) {
      case DocumentWriter.MARK -> {
        expect(
            cursor.number(place) == DocumentWriter.FORMAT,
            place,
            "not " + DocumentWriter.FORMAT + ": a newer version has made this file");
        marked = true;
      }
      case "made_at" -> cursor.time(place);
      case "version" -> cursor.text(place, 100);
      case "channels" -> {
        channels = true;
        cursor.list(place, MOST_CHANNELS, there -> channel(cursor, there));
      }
      case "networks" -> {
        networks = true;
        cursor.list(place, Integer.MAX_VALUE, there -> network(cursor, there));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void network(Cursor cursor, String place) throws IOException, DocumentException {
    NetworkCopy copy = new NetworkReader(cursor, now).read(place);
    expect(names.add(NameKey.of(copy.name())), place + ".name", "another network has it, too");
    for (NetworkCopy.Token token : copy.tokens()) {
      expect(digests.add(token.digest()), place + ".tokens", "one of them stands twice");
    }
    taker.network(copy);
  }

  private void channel(Cursor cursor, String place) throws IOException, DocumentException {
    String[] texts = {"", "dashboard", "", "", "", ""};
    boolean[] paused = {false};
    cursor.object(
        place,
        (member, there) -> {
          switch (member) {
            case "name" -> texts[0] = cursor.text(there, LONGEST_CHANNEL_NAME).strip();
            case "from" -> texts[1] = cursor.text(there, 20);
            case "kind" -> texts[2] = cursor.text(there, 100);
            case "url" -> texts[3] = cursor.text(there, LONGEST_URL);
            case "secret" -> texts[4] = cursor.text(there, 20);
            case "networks" -> texts[5] = cursor.text(there, LONGEST_URL);
            case "paused" -> paused[0] = cursor.truth(there);
            default -> {
              return false;
            }
          }
          return true;
        });
    expect(!texts[0].isEmpty(), place + ".name", "missing");
    boolean ofSettings = texts[1].equals("settings");
    expect(
        ofSettings || texts[1].equals("dashboard"),
        place + ".from",
        "neither \"settings\" nor \"dashboard\"");
    // Settings may name one like one that was set up before.
    expect(
        channelNames.add(texts[1] + " " + texts[0]),
        place + ".name",
        "another channel has it, too");
    boolean leftOut = texts[4].equals(DocumentWriter.LEFT_OUT);
    expect(
        leftOut || texts[4].isEmpty(),
        place + ".secret",
        "can only be \"" + DocumentWriter.LEFT_OUT + "\"");
    taker.channel(
        new ChannelCopy(
            texts[0],
            ofSettings,
            texts[2],
            Optional.of(texts[3]).filter(url -> !leftOut && !url.isEmpty()),
            leftOut ? texts[3] : "",
            texts[5],
            paused[0]));
  }
}
