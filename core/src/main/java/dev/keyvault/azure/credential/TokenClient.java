package dev.keyvault.azure.credential;

import java.util.concurrent.ExecutorService;

import com.azure.core.http.HttpClient;

import dev.keyvault.Internal;
import dev.keyvault.azure.http.AzureEnvironment;

/**
 * What it takes to request tokens.
 *
 * @param transport sends requests
 * @param environment the world around
 * @param executor runs requests, in threads that end with the vaults
 */
@Internal
public record TokenClient(HttpClient transport, AzureEnvironment environment, ExecutorService executor) {

}
