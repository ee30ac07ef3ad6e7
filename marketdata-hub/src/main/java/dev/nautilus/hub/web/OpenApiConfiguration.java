package dev.nautilus.hub.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the API's description says beside its operations.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  private static final String TOKEN = "token";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("MarketData hub")
                .version("1")
                .description(
                    "Market data of all sources behind one cache. Every value carries its source,"
                        + " its age and a version that never goes back. Errors are RFC 9457"
                        + " problems."))
        .components(
            new Components()
                .addSecuritySchemes(
                    TOKEN,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description(
                            "Asked for unless the hub listens on a loopback address. Scopes: read,"
                                + " subscribe, admin.")))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }
}
