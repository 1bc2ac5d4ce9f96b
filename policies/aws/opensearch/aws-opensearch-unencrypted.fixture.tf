variable "encrypted" {
  type = bool
}

# fail
resource "aws_opensearch_domain" "silent" {
  domain_name    = "search"
  engine_version = "OpenSearch_2.17"
}

# pass
resource "aws_opensearch_domain" "encrypted" {
  domain_name    = "search"
  engine_version = "OpenSearch_2.17"

  encrypt_at_rest {
    enabled = true
  }

  node_to_node_encryption {
    enabled = true
  }
}

resource "aws_elasticsearch_domain" "between_nodes" {
  domain_name = "search"

  encrypt_at_rest {
    enabled = true
  }

  node_to_node_encryption {
    # fail
    enabled = false
  }
}

resource "aws_opensearch_domain" "by_caller" {
  domain_name    = "search"
  engine_version = "OpenSearch_2.17"

  encrypt_at_rest {
    # unknown
    enabled = var.encrypted
  }

  node_to_node_encryption {
    enabled = true
  }
}

# fail
resource "aws_opensearch_domain" "without_encrypt_at_rest" {
  domain_name    = "search"
  engine_version = "OpenSearch_2.17"

  node_to_node_encryption {
    enabled = true
  }
}
