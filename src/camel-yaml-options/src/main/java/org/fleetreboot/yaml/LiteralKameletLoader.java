package org.fleetreboot.yaml;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.KameletRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.snakeyaml.engine.v2.nodes.Node;

/** As {@link LiteralYamlLoader}, for the routes of Kamelets. */
final class LiteralKameletLoader extends KameletRoutesBuilderLoader {
  private final LiteralOptions options;

  LiteralKameletLoader(LiteralOptions options) {
    this.options = options;
  }

  @Override
  protected RouteBuilder builder(YamlDeserializationContext yaml, Node root) {
    options.keep(root);
    return super.builder(yaml, root);
  }
}
