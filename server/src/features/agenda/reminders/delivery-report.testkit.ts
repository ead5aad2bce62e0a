/** A report as Postfix writes it. */
export const reportOf = (messageId: string, action = 'failed', status = '5.1.1') =>
  `From: MAILER-DAEMON@messages.example
To: ne-pas-repondre@messages.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="A/B.C"

--A/B.C
Content-Type: text/plain; charset=us-ascii

<marie@example.fr>: unknown user

--A/B.C
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; messages.example
Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0100

Final-Recipient: rfc822; marie@example.fr
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 5.1.1
 unknown user

--A/B.C
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: ne-pas-repondre@messages.example
Subject: Rappel de votre rendez-vous
Message-ID: ${messageId}

--A/B.C--
`.replaceAll('\n', '\r\n');
