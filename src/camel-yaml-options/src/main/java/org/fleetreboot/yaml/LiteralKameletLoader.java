package org.fleetreboot.yaml;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.KameletRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.snakeyaml.engine.v2.nodes.Node;

/** Like {@link LiteralYamlLoader}, for the routes of Kamelets. */
final class LiteralKameletLoader extends KameletRoutesBuilderLoader {
  private final CamelContext context;
  private final KeptTexts texts;

  LiteralKameletLoader(CamelContext context, KeptTexts texts) {
    this.context = context;
    this.texts = texts;
  }

  @Override
  protected RouteBuilder builder(YamlDeserializationContext yaml, Node root) {
    String file = yaml.getResource().getLocation();
    new LiteralOptions(context, texts, file, true).keep(root);
    return super.builder(yaml, root);
  }
}
