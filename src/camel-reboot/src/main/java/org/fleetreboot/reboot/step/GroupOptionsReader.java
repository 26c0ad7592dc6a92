package org.fleetreboot.reboot.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.DownLimit;
import org.fleetreboot.workflow.options.DownRule;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.GroupOptions.Membership;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.options.MissingOption;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.PollOptions;
import org.fleetreboot.workflow.options.Rate;
import org.fleetreboot.workflow.options.RateGrowth;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.options.WindowRule;
import org.jspecify.annotations.Nullable;

/** The words of a route as the rules' own types. */
final class GroupOptionsReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GroupOptionsReader() {}

  /**
   * The options of a group.
   *
   * @throws IllegalArgumentException with the value and the remedy, when one is wrong
   */
  static GroupOptions of(RebootConfiguration given) {
    return new GroupOptions(
        callOptions(given),
        pace(given),
        new PollOptions(given.getFirstPoll(), given.getPollEvery(), given.isLearnFirstPoll()),
        stop(given),
        new OfflinePolicy(
            word("offline", OfflinePolicy.Offline.class, given.getOffline()),
            given.getWaitWithin()),
        given.isAllowEmpty(),
        window(given),
        budget(given),
        word("membership", Membership.class, given.getMembership()),
        new DownRule(given.isCountDisconnected(), given.getDownForgottenAfter()));
  }

  private static Pace pace(PaceParameters given) {
    return new Pace(
        limit("maxInFlight", given.getMaxInFlight()),
        limitOrNull("maxDown", given.getMaxDown()),
        given.getRate() == null ? null : Rate.parse(given.getRate()),
        given.getRateGrowth() == null ? null : RateGrowth.parse(given.getRateGrowth()),
        given.getHoldAfterConfirm());
  }

  private static StopRule stop(StopParameters given) {
    return new StopRule(
        limit("maxFailed", given.getMaxFailed()),
        limit("maxOffline", given.getMaxOffline()),
        limitOrNull("maxRejected", given.getMaxRejected()),
        limitOrNull("maxNotConfirmed", given.getMaxNotConfirmed()),
        limitOrNull("maxUnknown", given.getMaxUnknown()),
        given.getMinSample());
  }

  private static @Nullable Limit limitOrNull(String option, @Nullable String text) {
    return text == null ? null : limit(option, text);
  }

  private static @Nullable WindowRule window(WindowParameters given) {
    if (given.getWindow() == null) {
      if (given.getWindowZone() != null) {
        throw new MissingOption(
            "window",
            "windowZone is "
                + given.getWindowZone()
                + ", but there is no window: name one, or omit it.");
      }
      return null;
    }
    return new WindowRule(
        MaintenanceWindow.parse(given.getWindow()),
        word("windowEnd", WindowRule.End.class, given.getWindowEnd()),
        given.getWindowZone() == null ? null : new TagPath(given.getWindowZone()));
  }

  private static @Nullable DisruptionBudget budget(BudgetParameters given) {
    String pair = given.getNeverTogether();
    String limits = given.getMaxDownPer();
    return pair == null && limits == null
        ? null
        : new DisruptionBudget(
            pair == null ? null : new TagPath(pair),
            limits == null
                ? List.of()
                : Arrays.stream(limits.split(",", -1)).map(DownLimit::parse).toList());
  }

  private static CallOptions callOptions(CallParameters given) {
    Preset preset = given.getPreset() == null ? null : Preset.ofWord(given.getPreset());
    ConfirmBy confirm = word("confirm", ConfirmBy.class, given.getConfirm());
    checkPayload(given.getPayload(), confirm);
    return new CallOptions(
        first(
            given.getMethod(), preset == null ? null : preset.method, CallOptions.DEFAULT.method()),
        null,
        new MarkerPath(
            first(
                given.getMarker(),
                preset == null ? null : preset.marker,
                CallOptions.DEFAULT.marker().path())),
        confirm,
        given.getConfirmWithin(),
        given.getAttempts(),
        given.getResponseTimeout(),
        given.getConnectTimeout(),
        given.getUnlessRebootedWithin(),
        given.getQuarantineAfter(),
        given.isAgain(),
        given.getStayUp(),
        BusyRule.of(given.getBusyStatus(), given.getBusyAttempts()),
        given.isKeepResponse());
  }

  private static Limit limit(String option, String text) {
    try {
      return Limit.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  private static String first(@Nullable String named, @Nullable String preset, String otherwise) {
    if (named != null) {
      return named;
    }
    return preset == null ? otherwise : preset;
  }

  private static <E extends Enum<E>> E word(String option, Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (asWord(constant).equals(word)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        Arrays.stream(type.getEnumConstants())
            .map(GroupOptionsReader::asWord)
            .collect(Collectors.joining(" or ", option + " is '" + word + "'; give ", ".")));
  }

  private static String asWord(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The engine keeps no more of it than its hash. */
  private static void checkPayload(@Nullable String payload, ConfirmBy confirm) {
    if (payload == null) {
      return;
    }
    JsonNode json;
    try {
      json = JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      // Without the parser's message: it quotes the payload.
      throw new IllegalArgumentException("payload is no JSON. Text goes in double quotes.");
    }
    if (confirm == ConfirmBy.ECHO && !json.isObject()) {
      throw new IllegalArgumentException(
          "With confirm=echo the payload is a JSON object, or absent: the invocation id goes in.");
    }
  }
}
