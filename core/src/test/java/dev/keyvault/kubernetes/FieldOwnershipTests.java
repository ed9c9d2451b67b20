package dev.keyvault.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FieldOwnership}, with {@code managedFields} as API servers write them.
 */
class FieldOwnershipTests {

	private static final Secret SECRET = new KubernetesSerialization().unmarshal(
			"""
					{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "foo-secrets", "managedFields": [
					  {"manager": "keyvault", "operation": "Apply", "apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {
					    "f:data": {"f:databasepassword": {}, "f:tls.crt": {}}, "f:immutable": {}, "f:type": {},
					    "f:metadata": {"f:annotations": {"f:keyvault.dev/origins": {}},
					      "f:ownerReferences": {"k:{\\"uid\\":\\"12-34\\"}": {}}}}},
					  {"manager": "kubectl-edit", "operation": "Update", "apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {
					    "f:data": {".": {}, "f:extra": {}, "f:tls.crt": {}}}}]}}
					""",
			Secret.class);

	private final FieldOwnership ownership = FieldOwnership.of(SECRET);

	@Test
	void ownGivesPathsOfThisLibrary() {
		assertThat(this.ownership.own()).containsExactlyInAnyOrder(".data.databasepassword", ".data.tls.crt", ".type",
				".metadata.annotations.keyvault.dev/origins", ".metadata.ownerReferences.12-34");
	}

	@Test
	void othersGivesWhoElseHoldsPath() {
		assertThat(this.ownership.others(".data.tls.crt")).extracting(FieldOwnership.Holder::manager)
			.containsExactly("kubectl-edit");
		assertThat(this.ownership.others(".data.databasepassword")).isEmpty();
	}

	@Test
	void managersNamesAll() {
		assertThat(this.ownership.managers()).isEqualTo("'keyvault', 'kubectl-edit'");
	}

	@Test
	void ownWhenNobodyIsRecordedIsEmpty() {
		FieldOwnership none = FieldOwnership.of(new KubernetesSerialization()
			.unmarshal("{\"kind\": \"Secret\", \"apiVersion\": \"v1\", \"metadata\": {}}", Secret.class));
		assertThat(none.own()).isEmpty();
		assertThat(none.managers()).isEqualTo("none");
	}

}
