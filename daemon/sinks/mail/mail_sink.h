#pragma once

#include <memory>
#include <string>

#include "daemon/fetch/egress.h"
#include "daemon/log/log.h"
#include "daemon/sinks/mail/mime_message.h"
#include "daemon/sinks/net/endpoint.h"
#include "daemon/sinks/secret_text.h"
#include "daemon/sinks/sink.h"

namespace rasid::fetch {
class Multi;
}

namespace rasid::sinks {

struct MailSettings {
  enum class Security : std::uint8_t {
    starttls,  // plain first, then TLS or nothing
    tls,       // from the first byte (SMTPS)
    none,      // only on a network one trusts
  };

  SinkId id;
  Endpoint server;  // port 587, with `tls` 465, with `none` 25; its tls flag is not read
  Security security = Security::starttls;
  std::string user;  // empty: no login
  SecretText password;
  MailAddresses addresses;
  alerts::TextSettings text;
  Duration timeout{30'000};
};

/// Sends each alert by SMTP (libcurl). Delivered means that the server took it for at least one recipient; the log
/// names how many it refused. The executor must be the one that deliver() runs on; egress policy and log must outlive
/// it.
class MailSink final : public Sink {
 public:
  MailSink(MailSettings settings, boost::asio::any_io_executor const& executor, fetch::EgressPolicy const& egress,
           log::Logger const& log);
  ~MailSink() override;

  [[nodiscard]] SinkId const& id() const noexcept override { return settings_.id; }
  boost::asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override;

 private:
  MailSettings settings_;
  std::shared_ptr<fetch::Multi> multi_;
  fetch::EgressPolicy const& egress_;
  log::Logger const& log_;
};

}  // namespace rasid::sinks
