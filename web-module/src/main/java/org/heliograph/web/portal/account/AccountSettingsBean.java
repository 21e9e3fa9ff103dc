package org.heliograph.web.portal.account;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import org.heliograph.account.OwnAccount;
import org.heliograph.account.OwnAccountService;
import org.heliograph.account.PictureService;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.SessionBean;
import org.primefaces.event.FileUploadEvent;

/** Where users see their own account, and change their picture, name, address and number. */
@Named
@ViewScoped
public class AccountSettingsBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient OwnAccountService accounts;

    @Inject
    private transient PictureService pictures;

    @Inject
    private SessionBean session;

    @Inject
    private Messages messages;

    private transient OwnAccount account;
    private String firstName;
    private String middleName;
    private String lastName;
    private String email;
    private String password;
    private String phone;

    @PostConstruct
    void open() {
        firstName = getAccount().firstName();
        middleName = getAccount().middleName();
        lastName = getAccount().lastName();
        email = getAccount().email();
        phone = getAccount().phone();
    }

    /** As it is stored, not as it is being edited. */
    private OwnAccount getAccount() {
        if (account == null) {
            account = accounts.get();
        }
        return account;
    }

    public void savePicture(FileUploadEvent event) throws IOException {
        try (InputStream content = event.getFile().getInputStream()) {
            session.showPicture(pictures.save(content));
            messages.done("account.pictureSaved");
        } finally {
            event.getFile().delete();
        }
    }

    public void deletePicture() {
        pictures.delete();
        session.showPicture(null);
        messages.done("account.pictureDeleted");
    }

    /** The address first, since it may be refused for a wrong password. */
    public void saveBasics() {
        if (!email.equals(getAccount().email()) && !accounts.saveEmail(email.strip(), password)) {
            messages.refuse(new InvalidException("password_wrong", "password"));
            return;
        }
        accounts.saveName(firstName, middleName, lastName);
        saved();
    }

    public void saveContact() {
        accounts.savePhone(phone);
        saved();
    }

    private void saved() {
        account = null;
        password = null;
        open();
        session.rename(getAccount().fullName());
        messages.done("account.saved");
    }

    /** Takes the forms back to what is stored. */
    public void reset() {
        account = null;
        password = null;
        open();
    }

    public long getId() {
        return getAccount().id();
    }

    public String getLogin() {
        return getAccount().login();
    }

    public String getStoredEmail() {
        return getAccount().email();
    }

    public List<String> getRoles() {
        return getAccount().roles();
    }

    public String getCompany() {
        return getAccount().company();
    }

    public String getDepartment() {
        return getAccount().department();
    }

    public String getStoredPhone() {
        return getAccount().phone();
    }

    /** With the middle name, which the portal's greeting leaves out. */
    public String getStoredName() {
        OwnAccount stored = getAccount();
        String middle = stored.middleName() == null ? "" : stored.middleName() + " ";
        return (stored.firstName() + " " + middle + stored.lastName()).strip();
    }

    public String getFirstName() {
        return firstName;
    }

    public void setFirstName(String firstName) {
        this.firstName = firstName;
    }

    public String getMiddleName() {
        return middleName;
    }

    public void setMiddleName(String middleName) {
        this.middleName = middleName;
    }

    public String getLastName() {
        return lastName;
    }

    public void setLastName(String lastName) {
        this.lastName = lastName;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getPhone() {
        return phone;
    }

    public void setPhone(String phone) {
        this.phone = phone;
    }
}
