variable "client_broker" {
  type = string
}

resource "aws_msk_cluster" "plain" {
  cluster_name           = "events"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3

  encryption_info {
    encryption_in_transit {
      # fail
      client_broker = "TLS_PLAINTEXT"
      in_cluster    = true
    }
  }
}

# pass
resource "aws_msk_cluster" "default" {
  cluster_name           = "events"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3
}

resource "aws_msk_cluster" "by_caller" {
  cluster_name           = "events"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3

  encryption_info {
    encryption_in_transit {
      # unknown
      client_broker = var.client_broker
    }
  }
}

resource "aws_msk_cluster" "client_broker_plaintext" {
  cluster_name           = "events"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3

  encryption_info {
    encryption_in_transit {
      # fail
      client_broker = "PLAINTEXT"
      in_cluster    = true
    }
  }
}

resource "aws_msk_cluster" "plain_between_brokers" {
  cluster_name           = "events"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3

  encryption_info {
    encryption_in_transit {
      # fail
      in_cluster = false
    }
  }
}
