package org.fleetreboot.app.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Refuses an endpoint of Camel with an option that Camel would silently misread. It does so when
 * the endpoint is created, so lint and the program report the same.
 */
public final class EndpointCheck extends LifecycleStrategySupport {
  private static final String CAMELS = "org.apache.camel.";

  private final CatalogCheck texts;

  public EndpointCheck(CamelContext context) {
    this.texts = new CatalogCheck(context);
  }

  /**
   * Runs before the endpoint is started.
   *
   * @throws IllegalArgumentException with everything that is wrong, and the remedy
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
      mistakes.addAll(TimerCheck.mistakes(CatalogCheck.options(uri)));
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
