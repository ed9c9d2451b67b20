package dev.keyvault.spring.refresh.bean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the names that technologies have in warnings.
 */
class TechnologyTests {

	@ParameterizedTest
	@CsvSource({ "spring.data.redis, Redis", "spring.rabbitmq, RabbitMQ", "spring.mail, mail",
			"spring.security.oauth2.client, the OAuth2 client",
			"spring.security.oauth2.resourceserver, the OAuth2 resource server", "spring.security, the user in memory",
			"spring.r2dbc, R2DBC", "spring.datasource, the JDBC pool", "spring.kafka, Kafka", "spring.pulsar, Pulsar",
			"spring.mongodb, MongoDB", "spring.data.mongodb, MongoDB", "spring.ldap, LDAP", "spring.artemis, Artemis",
			"spring.activemq, ActiveMQ", "spring.elasticsearch, Elasticsearch", "spring.neo4j, Neo4j",
			"spring.cassandra, Cassandra", "spring.couchbase, Couchbase", "server.ssl, the web server",
			"spring.ssl, what 'spring.ssl' sets up", "spring.ssl.bundle, the SSL bundles of Spring Boot",
			"acme.client, what 'acme.client' sets up" })
	void technologyIsNamed(String prefix, String name) {
		assertThat(Technology.of(prefix).name()).isEqualTo(name);
	}

	@Test
	void migrationsAreOverOnceTheApplicationHasStarted() {
		assertThat(Technology.isOver("spring.flyway")).isTrue();
		assertThat(Technology.isOver("spring.liquibase")).isTrue();
		assertThat(Technology.isOver("spring.mail")).isFalse();
	}

}
