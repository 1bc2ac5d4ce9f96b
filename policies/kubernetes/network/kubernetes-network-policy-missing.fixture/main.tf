variable "namespace" {
  type = string
}

resource "kubernetes_namespace" "store" {
  metadata {
    name = "store"
  }
}

# pass
resource "kubernetes_stateful_set_v1" "store" {
  metadata {
    name      = "store"
    namespace = kubernetes_namespace.store.metadata[0].name
  }

  spec {
    service_name = "store"

    selector {
      match_labels = { app = "store" }
    }

    template {
      metadata {
        labels = { app = "store" }
      }

      spec {
        container {
          name  = "store"
          image = "example.com/store:1"
        }
      }
    }
  }
}

# fail
resource "kubernetes_pod_v1" "alone" {
  metadata {
    name      = "alone"
    namespace = "store"
    labels    = { app = "alone" }
  }

  spec {
    container {
      name  = "alone"
      image = "example.com/alone:1"
    }
  }
}

# unknown
resource "kubernetes_pod_v1" "somewhere" {
  metadata {
    name      = "somewhere"
    namespace = var.namespace
    labels    = { app = "store" }
  }

  spec {
    container {
      name  = "somewhere"
      image = "example.com/somewhere:1"
    }
  }
}

resource "kubernetes_network_policy_v1" "store" {
  metadata {
    name      = "store"
    namespace = "store"
  }

  spec {
    pod_selector {
      match_labels = { app = "store" }
    }

    policy_types = ["Ingress"]
  }
}
