package org.fleetreboot.reboot.step;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.OnCamelContextStopping;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.LifecycleStrategySupport;
import org.fleetreboot.reboot.EngineComponent;
import org.fleetreboot.reboot.TimeNotation;

/** The component {@code reboot:}. */
@Component("reboot")
public class RebootComponent extends EngineComponent {

  @Metadata private RebootConfiguration configuration = new RebootConfiguration();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    int slash = remaining.indexOf('/');
    if (slash < 1 || slash == remaining.length() - 1) {
      throw new IllegalArgumentException(
          "'"
              + remaining
              + "' is no step. Write reboot:group/NAME, reboot:soak/NAME or"
              + " reboot:approval/NAME.");
    }
    RebootConfiguration own = configuration.copy();
    own.setKind(remaining.substring(0, slash));
    own.setName(remaining.substring(slash + 1));
    RebootEndpoint endpoint = new RebootEndpoint(uri, this, own);
    parameters.forEach(this::requireTime);
    setProperties(endpoint, parameters);
    endpoint.validate();
    return endpoint;
  }

  /**
   * The group's configuration with other options.
   *
   * @throws IllegalArgumentException with the value and the remedy, when one is wrong
   */
  RebootConfiguration withOptions(RebootConfiguration group, Map<String, String> options) {
    RebootConfiguration changed = group.copy();
    RebootEndpoint endpoint = new RebootEndpoint("reboot:group/options", this, changed);
    options.forEach(
        (option, value) -> {
          requireTime(option, value);
          requirePlain(option, value);
          getEndpointPropertyConfigurer()
              .configure(getCamelContext(), endpoint, option, value, true);
        });
    endpoint.rolloutOptions();
    return changed;
  }

  /** Before Camel converts it, which would make 0 of a word, and false of another one. */
  private void requirePlain(String option, String value) {
    if (!(getEndpointPropertyConfigurer() instanceof PropertyConfigurerGetter options)) {
      return;
    }
    Class<?> type = options.getOptionType(option, true);
    if ((type == int.class || type == Integer.class) && !value.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(option + " is '" + value + "'; give a whole number.");
    }
    if (type == boolean.class && !value.matches("true|false")) {
      throw new IllegalArgumentException(option + " is '" + value + "'; give true or false.");
    }
  }

  /** Before Camel converts it, which would make 0 of a typing error. */
  private void requireTime(String option, Object value) {
    if (value instanceof String text
        && !text.startsWith("#")
        && getEndpointPropertyConfigurer() instanceof PropertyConfigurerGetter options
        && options.getOptionType(option, true) == Duration.class) {
      try {
        TimeNotation.parse(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s is '%s'; write %s.".formatted(option, text, TimeNotation.EXAMPLES), e);
      }
    }
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    StepKeys.of(getCamelContext());
    // Before the routes are stopped: a step that ends from here on ends for the next life.
    getCamelContext()
        .addLifecycleStrategy(
            LifecycleStrategySupport.adapt((OnCamelContextStopping) stopping -> halt()));
  }

  public RebootConfiguration getConfiguration() {
    return configuration;
  }

  /** The defaults of all steps. */
  public void setConfiguration(RebootConfiguration configuration) {
    this.configuration = configuration;
  }
}
