package io.github.scrappyddns.channel.service;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/**
 * What Slack's answers mean: a webhook says one word, a bot's answers have the status 200 and say
 * in their JSON what they mean.
 */
final class SlackAnswers {
  private static final Duration USUAL_REST = Duration.ofSeconds(30);
  private static final Set<String> TOO_FAST = Set.of("ratelimited", "rate_limited");
  private static final Set<String> PASSING =
      Set.of("internal_error", "service_unavailable", "request_timeout", "team_added_to_org");

  private static final Set<String> OF_THE_MESSAGE =
      Set.of(
          "msg_too_long",
          "msg_blocks_too_long",
          "no_text",
          "invalid_blocks",
          "invalid_blocks_format",
          "invalid_payload",
          "invalid_json",
          "too_many_attachments");

  private static final Set<String> OF_THE_CHANNEL =
      Set.of(
          "access_denied",
          "account_inactive",
          "action_prohibited",
          "channel_is_archived",
          "channel_not_found",
          "ekm_access_denied",
          "enterprise_is_restricted",
          "invalid_auth",
          "invalid_token",
          "is_archived",
          "messages_tab_disabled",
          "missing_scope",
          "no_active_hooks",
          "no_permission",
          "no_service",
          "no_service_id",
          "no_team",
          "not_allowed_token_type",
          "not_authed",
          "not_in_channel",
          "org_login_required",
          "posting_to_general_channel_denied",
          "restricted_action",
          "restricted_action_non_threadable_channel",
          "restricted_action_read_only_channel",
          "restricted_action_thread_locked",
          "restricted_action_thread_only_channel",
          "team_access_not_granted",
          "team_disabled",
          "team_not_found",
          "token_expired",
          "token_revoked",
          "two_factor_setup_required",
          "user_not_found");

  /** The word that speaks of the whole workspace's messages asks for more than a short rest. */
  private static final String WORKSPACE_LIMIT = "message_limit_exceeded";

  private static final Duration WORKSPACE_REST = Duration.ofMinutes(10);

  static final Answers OF_WEBHOOKS =
      saying(answer -> answer.text().strip())
          .confirmedBy(answer -> answer.is(200) && answer.text().strip().equals("ok"));

  static final Answers OF_BOTS =
      saying(answer -> answer.json().path("error").asText())
          .confirmedBy(answer -> answer.affirms("/ok") && answer.json().path("ts").isTextual())
          .saidNoBy(answer -> !answer.affirms("/ok") && answer.json().path("error").isTextual());

  private SlackAnswers() {}

  private static Answers saying(Function<HttpAnswer, String> word) {
    return Answers.marked(answer -> false)
        .when(
            answer -> word.apply(answer).equals(WORKSPACE_LIMIT),
            answer -> answer.restAsAsked(WORKSPACE_REST))
        .when(
            answer -> answer.is(429) || TOO_FAST.contains(word.apply(answer)),
            answer -> answer.restAsAsked(USUAL_REST))
        .when(
            answer -> word.apply(answer).equals("fatal_error"),
            answer -> DeliveryResult.unsure("fatal_error: some of it may have happened"))
        .when(
            answer -> PASSING.contains(word.apply(answer)),
            answer -> DeliveryResult.retry(word.apply(answer)))
        .badMessage(answer -> OF_THE_MESSAGE.contains(word.apply(answer)))
        .badChannel(answer -> OF_THE_CHANNEL.contains(word.apply(answer)));
  }
}
