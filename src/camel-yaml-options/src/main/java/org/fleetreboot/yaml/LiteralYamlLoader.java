package org.fleetreboot.yaml;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.snakeyaml.engine.v2.nodes.Node;

/** Camel's, after the text options have been put where nothing decodes them. */
final class LiteralYamlLoader extends YamlRoutesBuilderLoader {
  private final LiteralOptions options;

  LiteralYamlLoader(LiteralOptions options) {
    this.options = options;
  }

  @Override
  protected RouteBuilder builder(YamlDeserializationContext yaml, Node root) {
    options.keep(root);
    return super.builder(yaml, root);
  }
}
