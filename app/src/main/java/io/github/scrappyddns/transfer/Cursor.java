package io.github.scrappyddns.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.scrappyddns.address.PublicAddress;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A place in a JSON file that is read from its beginning to its end: what stands there is given as
 * what it must be, or refused with the name of the place. Used by one thread.
 */
final class Cursor {
  /** Takes a member of an object, or says that it knows none of this name. */
  interface Members {
    boolean take(String name, String place) throws IOException, DocumentException;
  }

  /** Takes an element of a list. */
  interface Elements {
    void take(String place) throws IOException, DocumentException;
  }

  /** What reads a whole. */
  interface Reading {
    void read(Cursor cursor) throws IOException, DocumentException;
  }

  private static final int LONGEST_TEXT = 20_000;
  private static final int MOST_PASSED_OVER = 50;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(20)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(200)
                  .maxNumberLength(30)
                  .build())
          .build();

  private final JsonParser json;
  private final Set<String> passedOver = new LinkedHashSet<>();

  private Cursor(JsonParser json) {
    this.json = json;
  }

  /** Reads a file, which is one value. */
  static void read(InputStream in, Reading reading) throws IOException, DocumentException {
    try (JsonParser json = FACTORY.createParser(in)) {
      try {
        if (json.nextToken() == null) {
          throw new DocumentException("", "the file is empty");
        }
        reading.read(new Cursor(json));
        if (json.nextToken() != null) {
          throw new DocumentException("", "something stands behind the end" + at(json));
        }
      } catch (JsonProcessingException e) {
        // Its own words quote what they stumbled over, which may be a secret.
        throw new DocumentException("", "the file is damaged, or no JSON" + at(json));
      }
    }
  }

  private static String at(JsonParser json) {
    return ", at line "
        + json.currentLocation().getLineNr()
        + ", column "
        + json.currentLocation().getColumnNr();
  }

  /** Reads an object that stands here. */
  void object(String place, Members members) throws IOException, DocumentException {
    expect(json.currentToken() == JsonToken.START_OBJECT, place, "not an object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      String there = place.isEmpty() ? name : place + "." + name;
      json.nextToken();
      if (!members.take(name, there)) {
        json.skipChildren();
        if (passedOver.size() < MOST_PASSED_OVER) {
          passedOver.add(there.replaceAll("\\[\\d+\\]", "[]"));
        }
      }
    }
  }

  /** Reads a list that stands here; gives how long it is. */
  int list(String place, int most, Elements elements) throws IOException, DocumentException {
    expect(json.currentToken() == JsonToken.START_ARRAY, place, "not a list");
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(count < most, place, "longer than " + most + " elements");
      elements.take(place + "[" + count + "]");
      count++;
    }
    return count;
  }

  /** The text that stands here. */
  String text(String place, int longest) throws IOException, DocumentException {
    expect(json.currentToken() == JsonToken.VALUE_STRING, place, "not a text");
    String text = json.getText();
    expect(
        text.codePointCount(0, text.length()) <= longest,
        place,
        "longer than " + longest + " characters");
    return text;
  }

  boolean truth(String place) throws IOException, DocumentException {
    JsonToken token = json.currentToken();
    expect(
        token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE,
        place,
        "neither true nor false");
    return token == JsonToken.VALUE_TRUE;
  }

  int number(String place) throws IOException, DocumentException {
    expect(
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() == JsonParser.NumberType.INT,
        place,
        "not a whole number");
    return json.getIntValue();
  }

  Instant time(String place) throws IOException, DocumentException {
    String text = text(place, 40);
    try {
      Instant time = Instant.parse(text);
      expect(
          !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST), place, "not between 1970 and 9999");
      return Instant.ofEpochMilli(time.toEpochMilli());
    } catch (DateTimeException e) {
      throw new DocumentException(place, "not a time like 2026-11-27T02:00:00Z");
    }
  }

  PublicAddress address(String place) throws IOException, DocumentException {
    String text = text(place, 64);
    return PublicAddress.parseWithLength(text)
        .filter(address -> address.toString().contains("/") == text.contains("/"))
        .orElseThrow(() -> new DocumentException(place, "not an IP address"));
  }

  /** Refuses the file where something does not hold. */
  static void expect(boolean holds, String place, String otherwise) throws DocumentException {
    if (!holds) {
      throw new DocumentException(place, otherwise);
    }
  }

  /** The members that nobody knew, without the numbers of the elements that they stood in. */
  Set<String> passedOver() {
    return passedOver;
  }
}
