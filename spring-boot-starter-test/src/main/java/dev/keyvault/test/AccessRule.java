package dev.keyvault.test;

/**
 * The rules by which a vault denies access, each with the error of the service.
 */
public enum AccessRule {

	/**
	 * The access policies of the vault do not grant the operation.
	 */
	ACCESS_POLICY("AccessDenied") {

		@Override
		String message(ObjectType type, Operation operation, String caller) {
			return ("The user, group or application '%s' does not have %s %s permission on key vault "
					+ "'embedded;location=westeurope'. For help resolving this issue, please see "
					+ "https://go.microsoft.com/fwlink/?linkid=2125287")
				.formatted(caller, type.collection(), operation.label());
		}

	},

	/**
	 * No role assignment grants the operation.
	 */
	RBAC("ForbiddenByRbac") {

		@Override
		String message(ObjectType type, Operation operation, String caller) {
			return ("Caller is not authorized to perform action on resource.\r\nIf role assignments, deny "
					+ "assignments or role definitions were changed recently, please observe propagation time.\r\n"
					+ "Caller: %s\r\nAction: 'Microsoft.KeyVault/vaults/%s/%s'\r\nAssignment: (not found)\r\n"
					+ "Vault: embedded;location=westeurope\r\n")
				.formatted(caller, type.collection(), action(type, operation));
		}

	},

	/**
	 * The firewall of the vault does not know the address of the caller.
	 */
	FIREWALL("ForbiddenByFirewall") {

		@Override
		String message(ObjectType type, Operation operation, String caller) {
			return ("Client address is not authorized and caller is not a trusted service.\r\n"
					+ "Client address: 127.0.0.1\r\nCaller: %s\r\nVault: embedded;location=westeurope")
				.formatted(caller);
		}

	};

	private final String innerCode;

	AccessRule(String innerCode) {
		this.innerCode = innerCode;
	}

	VaultError error(ObjectType type, Operation operation, String caller) {
		return VaultError.forbidden(this.innerCode, message(type, operation, caller));
	}

	abstract String message(ObjectType type, Operation operation, String caller);

	private static String action(ObjectType type, Operation operation) {
		if (type != ObjectType.SECRET) {
			return "read";
		}
		return switch (operation) {
			case GET -> "getSecret/action";
			case LIST -> "readMetadata/action";
			case SET -> "setSecret/action";
		};
	}

}
