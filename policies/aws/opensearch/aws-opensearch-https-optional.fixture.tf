variable "https" {
  type = bool
}

# fail
resource "aws_opensearch_domain" "silent" {
  domain_name = "search"
}

resource "aws_opensearch_domain" "optional" {
  domain_name = "search"

  domain_endpoint_options {
    # fail
    enforce_https       = false
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }
}

resource "aws_opensearch_domain" "old_tls" {
  domain_name = "search"

  domain_endpoint_options {
    enforce_https = true
    # fail
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"
  }
}

resource "aws_opensearch_domain" "default_tls" {
  domain_name = "search"

  # fail
  domain_endpoint_options {
    enforce_https = true
  }
}

# pass
resource "aws_opensearch_domain" "enforced" {
  domain_name = "search"

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }
}

resource "aws_elasticsearch_domain" "by_caller" {
  domain_name = "search"

  domain_endpoint_options {
    # unknown
    enforce_https       = var.https
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }
}

# fail
resource "aws_elasticsearch_domain" "bare" {
}
