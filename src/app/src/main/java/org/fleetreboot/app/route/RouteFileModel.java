package org.fleetreboot.app.route;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.rest.RestDefinition;

/**
 * What Camel reads from a route file.
 *
 * @param routes the routes as written, including those behind {@code rest}
 * @param instances routes to be created from templates
 * @param shared what is outside the routes and applies to several, such as {@code onException}
 */
public record RouteFileModel(
    List<RouteDefinition> routes,
    List<RouteTemplateDefinition> templates,
    List<TemplatedRouteDefinition> instances,
    List<ProcessorDefinition<?>> shared) {

  static RouteFileModel empty() {
    return new RouteFileModel(
        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  void add(RouteBuilder builder, CamelContext context) throws Exception {
    builder.prepareModel(context);
    routes.addAll(builder.getRouteCollection().getRoutes());
    for (RestDefinition rest : builder.getRestCollection().getRests()) {
      routes.addAll(rest.asRouteDefinition(context));
    }
    templates.addAll(builder.getRouteTemplateCollection().getRouteTemplates());
    instances.addAll(builder.getTemplatedRouteCollection().getTemplatedRoutes());
    RoutesDefinition all = builder.getRouteCollection();
    shared.addAll(all.getOnExceptions());
    shared.addAll(all.getOnCompletions());
    shared.addAll(all.getIntercepts());
    shared.addAll(all.getInterceptFroms());
    shared.addAll(all.getInterceptSendTos());
    if (builder instanceof RouteConfigurationBuilder configured) {
      configured.configuration();
      for (RouteConfigurationDefinition one :
          configured.getRouteConfigurationCollection().getRouteConfigurations()) {
        shared.addAll(one.getOnExceptions());
        shared.addAll(one.getOnCompletions());
        shared.addAll(one.getIntercepts());
        shared.addAll(one.getInterceptFroms());
        shared.addAll(one.getInterceptSendTos());
      }
    }
  }
}
