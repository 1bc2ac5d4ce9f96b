package manifests.faulty

# Takes far longer than anybody waits.
deny_endless contains "never said" if {
	some i in numbers.range(1, 100000)
	some j in numbers.range(1, 100000)
	i + j == -1
}

deny_asking contains "never said" if http.send({"method": "GET", "url": "https://example.com"}).status_code == 200

deny_number contains 3 if input.kind

deny_spelt contains "said all the same" if input.kind
