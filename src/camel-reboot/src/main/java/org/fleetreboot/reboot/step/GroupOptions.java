package org.fleetreboot.reboot.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.BusyRule;
import org.fleetreboot.workflow.ConfirmBy;
import org.fleetreboot.workflow.DownLimit;
import org.fleetreboot.workflow.DownRule;
import org.fleetreboot.workflow.Limit;
import org.fleetreboot.workflow.LookPlan;
import org.fleetreboot.workflow.MaintenanceWindow;
import org.fleetreboot.workflow.MarkerPath;
import org.fleetreboot.workflow.MissingOption;
import org.fleetreboot.workflow.Pace;
import org.fleetreboot.workflow.Precautions;
import org.fleetreboot.workflow.Rate;
import org.fleetreboot.workflow.RateGrowth;
import org.fleetreboot.workflow.RebootTerms;
import org.fleetreboot.workflow.Relations;
import org.fleetreboot.workflow.RolloutOptions;
import org.fleetreboot.workflow.RolloutOptions.Membership;
import org.fleetreboot.workflow.StopRule;
import org.fleetreboot.workflow.TagPath;
import org.fleetreboot.workflow.WindowRule;
import org.jspecify.annotations.Nullable;

/** The words of a route as the rules' own types. */
final class GroupOptions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GroupOptions() {}

  /**
   * The options of a group.
   *
   * @throws IllegalArgumentException with the value and the remedy, when one is wrong
   */
  static RolloutOptions of(RebootConfiguration given) {
    return new RolloutOptions(
        terms(given),
        pace(given),
        new LookPlan(given.getFirstLook(), given.getLookEvery(), given.isLearnFirstLook()),
        stop(given),
        new Precautions(
            word("offline", Precautions.Offline.class, given.getOffline()),
            given.getWaitWithin(),
            given.getQuarantineAfter()),
        given.isAllowEmpty(),
        window(given),
        relations(given),
        word("membership", Membership.class, given.getMembership()),
        new DownRule(given.isCountDisconnected(), given.getDownForgottenAfter()));
  }

  private static Pace pace(PaceOptions given) {
    return new Pace(
        limit("maxInFlight", given.getMaxInFlight()),
        limitOrNull("maxDown", given.getMaxDown()),
        given.getRate() == null ? null : Rate.parse(given.getRate()),
        given.getRateGrowth() == null ? null : RateGrowth.parse(given.getRateGrowth()),
        given.getHoldAfterConfirm());
  }

  private static StopRule stop(StopOptions given) {
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

  private static @Nullable WindowRule window(WindowOptions given) {
    if (given.getWindow() == null) {
      if (given.getWindowZone() != null) {
        throw new MissingOption(
            "window",
            "windowZone is "
                + given.getWindowZone()
                + ", but there is no window: name one, or leave it.");
      }
      return null;
    }
    return new WindowRule(
        MaintenanceWindow.parse(given.getWindow()),
        word("windowEnd", WindowRule.End.class, given.getWindowEnd()),
        given.getWindowZone() == null ? null : new TagPath(given.getWindowZone()));
  }

  private static @Nullable Relations relations(RelationOptions given) {
    String pair = given.getNeverTogether();
    String limits = given.getMaxDownPer();
    return pair == null && limits == null
        ? null
        : new Relations(
            pair == null ? null : new TagPath(pair),
            limits == null
                ? List.of()
                : Arrays.stream(limits.split(",", -1)).map(DownLimit::parse).toList());
  }

  private static RebootTerms terms(CallOptions given) {
    Preset preset = given.getPreset() == null ? null : Preset.ofWord(given.getPreset());
    ConfirmBy confirmBy = word("confirm", ConfirmBy.class, given.getConfirm());
    checkPayload(given.getPayload(), confirmBy);
    return new RebootTerms(
        first(
            given.getMethod(), preset == null ? null : preset.method, RebootTerms.DEFAULT.method()),
        null,
        new MarkerPath(
            first(
                given.getMarker(),
                preset == null ? null : preset.marker,
                RebootTerms.DEFAULT.marker().path())),
        confirmBy,
        given.getConfirmWithin(),
        given.getAttempts(),
        given.getResponseTimeout(),
        given.getConnectTimeout(),
        given.getUnlessRebootedWithin(),
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
            .map(GroupOptions::asWord)
            .collect(Collectors.joining(" or ", option + " is '" + word + "'; give ", ".")));
  }

  private static String asWord(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The engine keeps no more of it than its hash. */
  private static void checkPayload(@Nullable String payload, ConfirmBy confirmBy) {
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
    if (confirmBy == ConfirmBy.ECHO && !json.isObject()) {
      throw new IllegalArgumentException(
          "With confirm=echo the payload is a JSON object, or absent: the invocation id goes in.");
    }
  }
}
