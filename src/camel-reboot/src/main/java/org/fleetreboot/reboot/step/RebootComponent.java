package org.fleetreboot.reboot.step;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.OnCamelContextStopping;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.LifecycleStrategySupport;
import org.fleetreboot.engine.Steps;
import org.fleetreboot.reboot.EngineComponent;
import org.fleetreboot.reboot.TimeNotation;
import org.fleetreboot.reboot.targets.ListHubs;
import org.jspecify.annotations.Nullable;

/** The component {@code reboot:}. */
@Component("reboot")
public class RebootComponent extends EngineComponent implements RebootOptions {

  @Metadata private RebootConfiguration configuration = new RebootConfiguration();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    int slash = remaining.indexOf('/');
    if (slash < 1 || slash == remaining.length() - 1) {
      throw new IllegalArgumentException(
          "'"
              + remaining
              + "' is not a step; use reboot:group/NAME, reboot:soak/NAME,"
              + " reboot:approval/NAME or reboot:check/NAME.");
    }
    RebootConfiguration own = configuration.copy();
    own.setKind(remaining.substring(0, slash));
    own.setName(remaining.substring(slash + 1));
    RebootEndpoint endpoint = new RebootEndpoint(uri, this, own);
    if (parameters.containsKey("hub") || parameters.containsKey("hubs")) {
      // One of them replaces the other, if that is the component's default.
      own.setHubOptions(new HubParameters());
    }
    parameters.forEach(this::requireReadable);
    setProperties(endpoint, parameters);
    endpoint.validate();
    return endpoint;
  }

  /**
   * The group's configuration with other options.
   *
   * @throws IllegalArgumentException with the value and the remedy, if one is wrong
   */
  RebootConfiguration withOptions(RebootConfiguration group, Map<String, String> options) {
    RebootConfiguration changed = group.copy();
    RebootEndpoint endpoint = new RebootEndpoint("reboot:group/options", this, changed);
    options.forEach(
        (option, value) -> {
          requireReadable(option, value);
          getEndpointPropertyConfigurer()
              .configure(getCamelContext(), endpoint, option, value, true);
        });
    endpoint.groupOptions();
    return changed;
  }

  /** Before Camel's conversion, which would turn a typing error into 0, or a word into false. */
  private void requireReadable(String option, Object value) {
    if (!(value instanceof String text)
        || text.startsWith("#")
        || !(getEndpointPropertyConfigurer() instanceof PropertyConfigurerGetter options)) {
      return;
    }
    Class<?> type = options.getOptionType(option, true);
    if (type == Duration.class) {
      try {
        TimeNotation.parse(text);
      } catch (IllegalArgumentException e) {
        throw unreadable(option, text, "write " + TimeNotation.EXAMPLES + ", a year at most", e);
      }
    } else if ((type == int.class || type == Integer.class) && !text.matches("-?\\d{1,9}")) {
      throw unreadable(option, text, "give a whole number", null);
    } else if (type == boolean.class && !text.matches("(?i)true|false")) {
      throw unreadable(option, text, "give true or false", null);
    }
  }

  private static IllegalArgumentException unreadable(
      String option, String value, String remedy, @Nullable Exception cause) {
    return new IllegalArgumentException("%s is '%s'; %s.".formatted(option, value, remedy), cause);
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    StepKeys.of(getCamelContext());
    // Before the routes stop: a step that ends from now on is reported after the next start.
    getCamelContext()
        .addLifecycleStrategy(
            LifecycleStrategySupport.adapt((OnCamelContextStopping) stopping -> halt()));
  }

  /** Which hubs the message of a group may name, and which it need not. */
  ListHubs listHubs(List<String> ofGroup) {
    return ListHubs.of(hubs()).withUsual(ofGroup.size() == 1 ? ofGroup.get(0) : null);
  }

  Steps steps() {
    return engine().steps();
  }

  @Override
  public RebootConfiguration getConfiguration() {
    return configuration;
  }

  /** The defaults of all steps. */
  public void setConfiguration(RebootConfiguration configuration) {
    this.configuration = configuration;
  }
}
