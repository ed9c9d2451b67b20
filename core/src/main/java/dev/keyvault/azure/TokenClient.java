package dev.keyvault.azure;

import java.util.concurrent.ExecutorService;

import com.azure.core.http.HttpClient;

/**
 * What it takes to request tokens.
 *
 * @param transport sends requests
 * @param environment the world around
 * @param executor runs requests, in threads that end with the vaults
 */
record TokenClient(HttpClient transport, AzureEnvironment environment, ExecutorService executor) {

}
