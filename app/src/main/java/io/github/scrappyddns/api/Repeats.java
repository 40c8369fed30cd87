package io.github.scrappyddns.api;

import io.github.scrappyddns.access.key.RepeatableCalls;
import io.github.scrappyddns.access.key.RepeatableCalls.Answer;
import io.github.scrappyddns.access.key.RepeatableCalls.Known;
import io.github.scrappyddns.access.key.RepeatableCalls.Name;
import io.github.scrappyddns.api.Problem.Kind;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import io.github.scrappyddns.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a call once, though it be sent again: of those that name themselves by {@code
 * Idempotency-Key}.
 */
final class Repeats {
  private static final Logger LOG = LoggerFactory.getLogger(Repeats.class);
  private static final int LONGEST = 255;

  /** What was ordered may have been stored all the same: only the answer is lost. */
  private static final Set<Trouble> UNSURE = Set.of(Trouble.LOST, Trouble.SILENT, Trouble.OTHER);

  private final RepeatableCalls calls;
  private final Executor threads;

  /**
   * @param threads those that may block
   */
  Repeats(RepeatableCalls calls, Executor threads) {
    this.calls = calls;
    this.threads = threads;
  }

  /**
   * Answers a call.
   *
   * @param credential the text of its key
   */
  CompletableFuture<Response> once(
      Call call, String credential, Function<Call, CompletableFuture<Response>> work) {
    List<String> chosen = call.request().headers().values("Idempotency-Key");
    if (chosen.isEmpty()) {
      return work.apply(call);
    }
    if (chosen.size() > 1 || chosen.get(0).isBlank() || chosen.get(0).length() > LONGEST) {
      throw Problem.of(
          Kind.BAD_REQUEST, "Idempotency-Key must be one text of 1 to " + LONGEST + " characters");
    }
    Name name = new Name(credential, chosen.get(0));
    Known known = calls.begin(name, asked(call));
    if (known instanceof Known.Another) {
      throw Problem.of(Kind.OTHER_CALL, "Choose another Idempotency-Key for another call");
    }
    if (known instanceof Known.Unanswered) {
      throw Problem.of(
          Kind.CALL_NOT_OVER,
          "It is under way, or was cut off: look at what is there before you call anew");
    }
    return known instanceof Known.Answered answered
        ? CompletableFuture.completedFuture(again(answered.answer()))
        : carriedOut(call, name, work);
  }

  private CompletableFuture<Response> carriedOut(
      Call call, Name name, Function<Call, CompletableFuture<Response>> work) {
    CompletableFuture<Response> answer;
    try {
      answer = work.apply(call);
    } catch (Problem | DatabaseException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    // What comes later comes by a thread that must not wait for a database.
    return answer.isDone()
        ? answer.handle((response, failure) -> ended(name, response, failure))
        : answer.handleAsync((response, failure) -> ended(name, response, failure), threads);
  }

  private Response ended(Name name, @Nullable Response response, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    try {
      if (response != null && response.status() < 400) {
        calls.end(name, Optional.of(new Answer(response.status(), response.body())));
      } else if (response != null || changedNothing(cause)) {
        calls.end(name, Optional.empty());
      }
    } catch (DatabaseException e) {
      // Whoever calls again is told to look at what is there.
      LOG.warn("What a call was answered could not be kept: {}", e.getMessage());
    }
    if (response != null) {
      return response;
    }
    throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
  }

  /** Of what was refused or could not be stored: it may be tried again under its name. */
  private static boolean changedNothing(@Nullable Throwable cause) {
    return cause instanceof Problem
        || (cause instanceof DatabaseException trouble && !UNSURE.contains(trouble.trouble()));
  }

  private static String asked(Call call) {
    return call.request().method()
        + " "
        + call.request().path()
        + "?"
        + call.request().query()
        + "\n"
        + call.request().body();
  }

  private static Response again(Answer answer) {
    Map<String, String> headers =
        answer.text().isEmpty()
            ? Map.of("Idempotent-Replayed", "true")
            : Map.of("Content-Type", "application/json", "Idempotent-Replayed", "true");
    return new Response(answer.status(), answer.text(), headers, Duration.ZERO);
  }
}
