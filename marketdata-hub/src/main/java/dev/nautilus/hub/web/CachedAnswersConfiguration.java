package dev.nautilus.hub.web;

import dev.nautilus.hub.desk.Desk;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/// Puts the short way to the cache behind the door and before everything else.
@Configuration(proxyBeanMethods = false)
class CachedAnswersConfiguration {

  @Bean
  FilterRegistrationBean<CachedAnswers> cachedAnswers(Desk desk, JsonMapper json) {
    FilterRegistrationBean<CachedAnswers> filter =
        new FilterRegistrationBean<>(new CachedAnswers(desk, json));
    filter.addUrlPatterns("/api/v1/*");
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }
}
