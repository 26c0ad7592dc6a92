package org.fleetreboot.app.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Refuses an endpoint of Camel with an option that Camel would take for something else, without a
 * word: as soon as it is made, so that lint and the start of the program say the same.
 */
public final class EndpointCheck extends LifecycleStrategySupport {
  private static final String CAMELS = "org.apache.camel.";

  private final OptionTexts texts;

  public EndpointCheck(CamelContext context) {
    this.texts = new OptionTexts(context);
  }

  /**
   * Comes before the endpoint is started.
   *
   * @throws IllegalArgumentException with all that is wrong with it, and what to do
   */
  @Override
  public void onEndpointAdd(Endpoint endpoint) {
    List<String> mistakes = new ArrayList<>();
    String uri = endpoint.getEndpointUri();
    if (endpoint.getClass().getName().startsWith(CAMELS)) {
      mistakes.addAll(texts.mistakes(uri));
    }
    if (endpoint instanceof QuartzEndpoint quartz) {
      mistakes.addAll(ScheduleCheck.mistakes(quartz));
    } else if (uri.startsWith("timer:")) {
      mistakes.addAll(TimerCheck.mistakes(OptionTexts.options(uri)));
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          mistakes.stream().map(EndpointCheck::sentence).collect(Collectors.joining(" ")));
    }
  }

  private static String sentence(String mistake) {
    return mistake.endsWith("?") ? mistake : mistake + ".";
  }
}
