package org.fleetreboot.yaml;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.snakeyaml.engine.v2.nodes.Node;

/** Camel's loader, after the text options have been put where nothing decodes them. */
final class LiteralYamlLoader extends YamlRoutesBuilderLoader {
  private final CamelContext context;
  private final KeptTexts texts;

  LiteralYamlLoader(CamelContext context, KeptTexts texts) {
    this.context = context;
    this.texts = texts;
  }

  @Override
  protected RouteBuilder builder(YamlDeserializationContext yaml, Node root) {
    String file = yaml.getResource().getLocation();
    new LiteralOptions(context, texts, file, false).keep(root);
    return super.builder(yaml, root);
  }
}
